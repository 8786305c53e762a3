// A text as the bytes of one WebSocket frame (RFC 6455, 5.2), made once for all desks that are sent it in one turn.

/** See {@link createFramer}. */
export interface Framer {
  /** @returns the whole frame, head and text, as a server sends it. Nobody may change it. */
  bytes(text: string): Buffer;
}

const wholeText = 0x81;

/** @returns the frame of a text: final, unmasked, not compressed. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = wholeText;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}

/** @param soon runs something when the turn is over: nothing is kept longer. */
export function createFramer(soon: (run: () => void) => void): Framer {
  const made = new Map<string, Buffer>();
  return {
    bytes(text) {
      const before = made.get(text);
      if (before !== undefined) return before;
      if (made.size === 0) soon(() => made.clear());
      const frame = textFrame(text);
      made.set(text, frame);
      return frame;
    },
  };
}
