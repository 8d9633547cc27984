pub(super) const N: usize = 3;
