// Changes when the phone moves to another account otherwise: newer credentials at once, another address when nobody is in a call.
import type { PhoneAccount, PhoneEngine } from '../../shared/phone/engine.ts';

/** Moves the phone from account to account. */
export interface AccountTaker {
  /** Null: nobody is signed in any more, and every call ends. */
  take(account: PhoneAccount | null): void;
  /** A call has begun, changed or ended. */
  look(): void;
}

/** @param busy whether there is a call; one that is talked on the old address goes on there to its end. */
export function createAccountTaker(
  engine: Pick<PhoneEngine, 'start' | 'stop'>,
  busy: () => boolean,
): AccountTaker {
  let current: PhoneAccount | null = null;
  let next: PhoneAccount | undefined;
  const begin = (account: PhoneAccount): void => {
    next = undefined;
    current = account;
    engine.start(account);
  };
  return {
    take: (account) => {
      next = undefined;
      if (account === null) {
        current = null;
        return void engine.stop();
      }
      if (current !== null && !sameAddress(current, account) && busy()) next = account;
      else begin(account);
    },
    look: () => {
      if (next !== undefined && !busy()) begin(next);
    },
  };
}

function sameAddress(a: PhoneAccount, b: PhoneAccount): boolean {
  return a.server === b.server && a.user === b.user && a.domain === b.domain;
}
