// Changes when another number of messages is read at once.

/** The newest messages, which every open conversation reads. */
export const firstLimit = 200;
/** The newest ones grow by this many before older ones are let go of. */
export const growStep = 100;
export const mostLimit = 2000;
/** Older messages are read in pages of this many, and drawn in chunks. */
export const pageSize = 200;
export const chunkSize = 20;
