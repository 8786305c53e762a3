// How a page of a snapshot is known before it is read. Changes with the order in which the service writes that frame.

/** How a page begins when the service writes it in the order of the schema; any other is parsed as every frame is. */
export const pageBegins = '{"t":"snapshot",';

const bytes = new TextEncoder().encode(pageBegins);

/** The same for its bytes. */
export const beginsPage = (data: Uint8Array): boolean => bytes.every((byte, i) => data[i] === byte);
