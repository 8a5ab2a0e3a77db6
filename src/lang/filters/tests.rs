//! The filters against tables made with their reference, and against odd values.
