// Measures the softphone beside a bare SIP.js page in the same Electron: `npm run bench -- phone [PART...] [--small | --scale=SHARE]`.
import { runParts } from './parts.ts';
import { createContext, type Part } from './phone/context.ts';
import { costPart } from './phone/part-cost.ts';
import { credentialsPart } from './phone/part-credentials.ts';
import { killedPart } from './phone/part-killed.ts';
import { popPart } from './phone/part-pop.ts';
import { ringPart } from './phone/part-ring.ts';
import type { Row } from './table.ts';

/** In this order: the service is measured before there is a desk beside it, and the last part kills the desk's window. */
const parts: Readonly<Record<string, Part>> = {
  credentials: credentialsPart,
  ring: ringPart,
  pop: popPart,
  cost: costPart,
  killed: killedPart,
};

/** @param args names of parts, all by default; `--scale=0.2` for a fifth of everything, `--small` for a 25th. */
export const bench = (args: string[]): Promise<Row[]> => runParts('phone', parts, createContext, args);
