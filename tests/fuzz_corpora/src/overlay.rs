//! Text to an overlay of some pages.

use spectable_build::documented::Input;
use spectable_build::lock::Pins;
use spectable_build::problem::Problems;
use spectable_build::source::markdown;

use crate::generated;

/// Pages with something to say about for each kind of entry.
const PAGES: [(&str, &str); 2] = [
    (
        "Call.md",
        "# Call\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n\
         | **id** | **str** | An ID. | |\n\
         | **start_time** | **datetime** | When. | [optional] |\n\
         | **direction** | **str** | Values can be: &#39;in&#39; or &#39;out&#39; | [optional] |\n\
         | **kinds** | **list[str]** | Any of \"a\", \"b\" | [optional] |\n\
         | **x_y** | **int** | | [optional] |\n\
         | **x_z** | **float** | | [optional] [deprecated] |\n\
         | **user** | [**User**](User.html) | Whose. | [readonly] |\n\
         | **when** | **LocalTime** | A name without a page. | [optional] |\n",
    ),
    (
        "User.md",
        "# User\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n\
         | **type** | **str** | One of: admin, guest | [optional] |\n\
         | **calls** | **dict(str, list[Call])** | | [optional] |\n",
    ),
];

/// The pages, read.
pub(crate) fn pages(problems: &mut Problems) -> Input {
    let pages = PAGES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    markdown::read_files(pages, problems)
}

/// Reads the bytes as the overlay of two pages.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut problems = Problems::default();
    let input = pages(&mut problems);
    generated::check_input(input, text, &Pins::default(), problems);
}
