// Changes when it is judged otherwise how a call sounds. Pure figures: ITU-T's E-model, simplified.

/** What a call did to its sound over some time. */
export interface Impairments {
  /** Variation of the arrival of packets, ms. */
  readonly jitterMs: number;
  /** There and back, ms; null where nobody has told: then nothing is counted for it. */
  readonly roundTripMs: number | null;
  /** Share of packets that did not come, 0 to 1. */
  readonly loss: number;
}

/** R of a call without any fault: G.107, all values at their defaults. */
const perfect = 93.2;
/** What coding, packing and playing take besides, ms. */
const ownDelayMs = 20;
/** From here on people notice a delay: they begin to talk at the same time. G.107 draws a curve, R. Cole a bend. */
const noticedMs = 177.3;
/** How well a lost packet is made up for: G.113, appendix I, G.711 with concealment; Opus has the like of it. */
const robustness = 25.1;

/**
 * The rating R, 0 to 100. ITU-T G.107 (06/2015): R = 93.2 - Id - Ie,eff. Id as Cole and Rosenbluth simplified it ("Voice
 * over IP performance monitoring", 2001, eq. 3); Ie,eff = 95 Ppl / (Ppl + Bpl) for losses by chance, G.107 eq. 7-29. A
 * buffer against jitter waits about twice as long as packets vary.
 */
export function rating({ jitterMs, roundTripMs, loss }: Impairments): number {
  const delay = Math.max(0, roundTripMs ?? 0) / 2 + Math.max(0, jitterMs) * 2 + ownDelayMs;
  const late = 0.024 * delay + 0.11 * Math.max(0, delay - noticedMs);
  const percent = Math.min(1, Math.max(0, loss)) * 100;
  const missing = (95 * percent) / (percent + robustness);
  return Math.min(100, Math.max(0, perfect - late - missing));
}

/** What a listener would say, 1 (bad) to 4.5: G.107, annex B. Its curve dips below R = 6.5, where nobody is left to ask. */
export function opinionOf(r: number): number {
  if (r <= 6.5) return 1;
  if (r >= 100) return 4.5;
  return Math.min(4.5, Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6));
}

/** @returns what a listener would say of such a call, 1 to 4.5. */
export function meanOpinion(impairments: Impairments): number {
  return opinionOf(rating(impairments));
}

/** What an opinion is called: G.107 table B.1 has five words, of which the two worst are one to an agent. */
export type QualityWord = 'good' | 'fair' | 'poor' | 'bad';

/** @returns the word for it. */
export function qualityWord(mos: number): QualityWord {
  if (mos >= 4.03) return 'good';
  if (mos >= 3.6) return 'fair';
  return mos >= 2.58 ? 'poor' : 'bad';
}
