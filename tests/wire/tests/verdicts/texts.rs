//! Texts to try: one of them suits what a document says of a text, or none does.

/// Texts of every format that documents name, and others.
pub const TEXTS: &[&str] = &[
    "text",
    "a",
    "b",
    "",
    "A",
    "A1",
    "1",
    "12",
    "123456",
    "zz",
    "zzz",
    "ab-cd",
    "x y",
    "US",
    "USD",
    "en-US",
    "00:11:22:33:44:55",
    "+15550100",
    "2024-02-29T12:00:00Z",
    "2024-02-29",
    "12:30:00Z",
    "P1D",
    "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
    "somebody@example.com",
    "https://example.com/a",
    "/a/b",
    "example.com",
    "192.0.2.1",
    "192.0.2.0/24",
    "2001:db8::1",
    "dGV4dA==",
    "^a$",
];

/// Lengths to try besides those that a document says.
pub const LENGTHS: &[usize] = &[1, 3, 8, 20, 36, 60, 300];

pub fn of_length(length: usize) -> String {
    "x".repeat(length)
}
