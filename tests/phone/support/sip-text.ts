// Changes when tests write other SIP messages by hand. Text only: what is in them need not be right.

/** The value of a header, unfolded; the first one of that name. */
export function header(message: string, name: string): string | undefined {
  return new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(message)?.[1]?.trim();
}

/** A message from its lines; the length of the body is added. */
export function sip(lines: readonly string[], body = ''): string {
  return [...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

/** An answer to a request that the phone has sent. */
export function answerTo(
  request: string,
  status: number,
  more: { tag?: string; headers?: readonly string[]; body?: string } = {},
): string {
  const vias = [...request.matchAll(/^Via\s*:.*$/gim)].map(([line]) => line.trim());
  const to = header(request, 'To') ?? '';
  const tag = status > 100 && !/;\s*tag=/i.test(to) ? `;tag=${more.tag ?? 'far'}` : '';
  const body = more.body ?? '';
  return sip(
    [
      `SIP/2.0 ${status} Said`,
      ...vias,
      `From: ${header(request, 'From') ?? ''}`,
      `To: ${to}${tag}`,
      `Call-ID: ${header(request, 'Call-ID') ?? ''}`,
      `CSeq: ${header(request, 'CSeq') ?? ''}`,
      ...(more.headers ?? []),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
    ],
    body,
  );
}

/** One side of a call that the other side's messages are written for. */
export interface FarLeg {
  readonly callId: string;
  readonly fromTag: string;
  readonly branch: string;
  /** What the phone has called itself in it, once it has. */
  toTag: string | undefined;
  cseq: number;
}

/** Writes what the far side of calls sends to a phone that is reached at `target`. */
export function createFarSide(target: () => string, user: string, domain: string) {
  let branches = 0;
  const request = (
    leg: FarLeg,
    method: string,
    more: {
      cseq?: number;
      branch?: string;
      toTag?: boolean;
      headers?: readonly string[];
      type?: string;
      body?: string;
    } = {},
  ): string => {
    branches += 1;
    const tag = more.toTag !== false && leg.toTag !== undefined ? `;tag=${leg.toTag}` : '';
    return sip(
      [
        `${method} ${target()} SIP/2.0`,
        `Via: SIP/2.0/WS far.invalid;branch=${more.branch ?? `z9hG4bKfar${branches}`}`,
        'Max-Forwards: 70',
        `From: "Ada" <sip:ada@${domain}>;tag=${leg.fromTag}`,
        `To: <sip:${user}@${domain}>${tag}`,
        `Call-ID: ${leg.callId}`,
        `CSeq: ${more.cseq ?? leg.cseq} ${method}`,
        'Contact: <sip:ada@far.invalid;transport=ws>',
        ...(more.headers ?? []),
        ...(more.body === undefined ? [] : [`Content-Type: ${more.type ?? 'application/sdp'}`]),
      ],
      more.body,
    );
  };
  return {
    request,
    leg: (name: string): FarLeg => ({
      callId: `${name}@far.invalid`,
      fromTag: `f-${name}`,
      branch: `z9hG4bKinv-${name}`,
      toTag: undefined,
      cseq: 1,
    }),
    invite: (leg: FarLeg, body: string | undefined, headers: readonly string[] = []): string =>
      request(leg, 'INVITE', {
        toTag: false,
        branch: leg.branch,
        headers: ['X-Queue: billing', ...headers],
        ...(body === undefined ? {} : { body }),
      }),
    cancel: (leg: FarLeg, reason?: string): string =>
      request(leg, 'CANCEL', {
        toTag: false,
        branch: leg.branch,
        headers: reason === undefined ? [] : [`Reason: ${reason}`],
      }),
    ack: (leg: FarLeg): string => request(leg, 'ACK'),
    within: (
      leg: FarLeg,
      method: string,
      more: { headers?: readonly string[]; type?: string; body?: string } = {},
    ): string => {
      leg.cseq += 1;
      return request(leg, method, more);
    },
  };
}
