// The name of a call on the wire, as everybody checks it. Changes when other names are taken.
import { z } from 'zod';

/** Names a call on the wire: its SIP Call-ID (RFC 3261, 8.1.1.4), or what the exchange calls it. Hostile text. */
export const sipCallIdSchema = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\x21-\x7e]+$/, 'must be the id of a call');
