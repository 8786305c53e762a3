// What the service can be told when it starts: arguments, environment, and their defaults.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError, parseOrThrow } from '../shared/errors.ts';
import { keyVariable } from './seal.ts';

export const configSchema = z.object({
  host: z.string().min(1).max(253).default('127.0.0.1'),
  /** 0 takes any free one. */
  port: z.coerce.number().int().min(0).max(65_535).default(4110),
  /** How many proxies of one's own stand in front, and so how far X-Forwarded-For is believed. */
  proxies: z.coerce.number().int().min(0).max(10).optional(),
  /** Folder of the embedded Postgres; unused with a database of one's own. */
  data: z.string().min(1).max(4000).default('.parley/service'),
  /** Any Postgres instead of the embedded one. */
  databaseUrl: z
    .string()
    .max(4000)
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  /** The key that secrets in the database are sealed with (seal.ts); else it is in a file of the data folder. */
  secretKey: z.string().max(1000).optional(),
  /** Folder for a backup a day. */
  backups: z.string().min(1).max(4000).optional(),
  /** Fills an empty database with the demo world. */
  seed: z.boolean().default(false),
  /** With `seed`: a conversation that is being handed over waits for the demo agent, for people to look at. */
  seedWaiting: z.boolean().optional(),
  /** File with the settings of telephones (phone/settings.ts); without it there are none. */
  phone: z.string().min(1).max(4000).optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
/** See {@link configSchema}. */
export type Config = z.infer<typeof configSchema>;

export const usage = `parley service
  --port 4110        port to listen on; 0 takes any free one
  --host 127.0.0.1   address to listen on
  --proxies 0        how many proxies of yours stand in front of it, to tell callers apart by their own addresses
  --data DIR         where the embedded Postgres keeps its files (default .parley/service)
  --backups DIR      makes a backup a day there and keeps the newest seven
  --seed             fills an empty database with a demo world; adds to an older one what it lacks
  --seed-waiting     with it, a handover waits for the demo agent
  --phone FILE       settings of telephones: the exchange, its secret, STUN and TURN (service/phone/README.md)
  --log-level info   debug, info, warn or error
DATABASE_URL names a Postgres of your own instead of the embedded one.
PARLEY_SECRET_KEY, 64 hex digits, seals secrets in the database; without it DIR/secret.key does, made when needed.`;

/**
 * Reads the configuration of a service process.
 * @throws AppError `invalid` naming the argument.
 */
export function readConfig(args: string[], env: Record<string, string | undefined>): Config {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        proxies: { type: 'string' },
        data: { type: 'string' },
        backups: { type: 'string' },
        seed: { type: 'boolean' },
        'seed-waiting': { type: 'boolean' },
        phone: { type: 'string' },
        'log-level': { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new AppError('invalid', `${(cause as Error).message}\n${usage}`, { field: 'arguments', cause });
  }
  const { 'log-level': logLevel, 'seed-waiting': seedWaiting, ...rest } = values;
  const given = {
    ...rest,
    logLevel,
    seedWaiting,
    databaseUrl: env['DATABASE_URL'],
    secretKey: env[keyVariable],
  };
  const known = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  );
  const config = parseOrThrow(configSchema as unknown as z.ZodType<Config>, known, 'settings');
  const { backups, phone } = config;
  return {
    ...config,
    data: resolve(config.data),
    ...(backups === undefined ? {} : { backups: resolve(backups) }),
    ...(phone === undefined ? {} : { phone: resolve(phone) }),
  };
}
