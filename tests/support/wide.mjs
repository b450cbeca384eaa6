// Whether a page fits its window.

/** In the page: by how much it is wider than its window, less the scroll bar where that takes room. */
export const tooWideBy = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
