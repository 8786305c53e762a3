// The states of the connection with the service, and which may follow which. Drawn here, held by link.ts.
//
//   signedOut --start--> connecting --welcome, delta-----> linked
//                          |  ^  \---welcome, snapshot---> loading --last page--> linked
//                     lost |  | timer, retry, resume          |                     |
//                          v  |                               | lost                | lost
//                        offline <----------------------------+---------------------+
//
//   bye or answer, from connecting, loading or linked:
//     unauthenticated, revoked -> expired (waits for a sign-in; work goes on)
//     version -> version, not Parley -> wrongService (both try again now and then)
//   loading and linked go back to connecting when the cache must be read anew; any state --stop--> signedOut
import type { LinkState } from '../../../shared/ipc/views.ts';

const allowed: Readonly<Record<LinkState, readonly LinkState[]>> = {
  signedOut: ['connecting', 'wrongService'],
  connecting: [
    'connecting',
    'linked',
    'loading',
    'offline',
    'expired',
    'version',
    'wrongService',
    'signedOut',
  ],
  loading: ['linked', 'connecting', 'offline', 'expired', 'version', 'signedOut'],
  linked: ['connecting', 'offline', 'expired', 'version', 'signedOut'],
  offline: ['connecting', 'signedOut'],
  expired: ['connecting', 'signedOut'],
  version: ['connecting', 'signedOut'],
  wrongService: ['connecting', 'signedOut', 'wrongService'],
};

/** @throws Error when this step is not drawn: a mistake of ours. */
export function checkStep(from: LinkState, to: LinkState): void {
  if (!allowed[from].includes(to)) throw new Error(`The link cannot go from ${from} to ${to}.`);
}
