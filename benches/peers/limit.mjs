// The time that a call may take, in milliseconds: the package's own when nothing else is said, and so everybody's here.

export const LIMIT = 30_000;
