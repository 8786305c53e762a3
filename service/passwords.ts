// How passwords are hashed: scrypt with its parameters in the text, so that they can be raised and old hashes still checked.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost: N = 2^logN, block size r, parallelism p. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's first choice: 128 MiB and about a third of a second for each try. */
export const strongCost: PasswordCost = { logN: 17, r: 8, p: 1 };

/** See {@link createPasswords}. */
export interface Passwords {
  /** @returns the text to keep. */
  hash(password: string): Promise<string>;
  /** Takes as long for a missing hash as for a wrong password. @returns whether the password is the one hashed. */
  matches(password: string, kept: string | null): Promise<boolean>;
}

const bytes = 32;

function derive(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function parse(kept: string): { cost: PasswordCost; salt: Buffer; key: Buffer } | null {
  const match = /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(kept);
  if (match === null) return null;
  const [, logN, r, p, salt, key] = match;
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt!, 'base64url'),
    key: Buffer.from(key!, 'base64url'),
  };
}

/**
 * @param cost of new hashes.
 * @param atOnce how many may be computed at the same time; the others wait, so that memory stays bounded.
 */
export function createPasswords(cost: PasswordCost = strongCost, atOnce = 2): Passwords {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const inTurn = async (password: string, salt: Buffer, of: PasswordCost): Promise<Buffer> => {
    if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await derive(password, salt, of);
    } finally {
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await inTurn(password, salt, cost);
      const { logN, r, p } = cost;
      return `scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
    },
    async matches(password, kept) {
      const parsed = kept === null ? null : parse(kept);
      if (parsed === null) {
        await inTurn(password, randomBytes(16), cost);
        return false;
      }
      const key = await inTurn(password, parsed.salt, parsed.cost);
      return key.length === parsed.key.length && timingSafeEqual(key, parsed.key);
    },
  };
}
