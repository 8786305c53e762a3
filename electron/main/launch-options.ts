// Changes when Parley can be started with another option.

/** What the command line and the environment ask for. */
export interface LaunchOptions {
  /** `--service=URL`: offered in the sign-in form. */
  readonly defaultService: string | null;
  /** `--demo=handle`: sign in without asking, in the seeded demo world. */
  readonly demo: { readonly handle: string; readonly password: string } | null;
  /** What was asked for and cannot be. */
  readonly problems: readonly string[];
}

/**
 * Reads the options. The demo's password comes by the environment (PARLEY_DEMO_PASSWORD), because everybody on the
 * machine can read a command line.
 * @param args the command line.
 */
export function readLaunchOptions(args: readonly string[], env: NodeJS.ProcessEnv): LaunchOptions {
  const problems: string[] = [];
  // Behind the dashes stands a link that somebody else has written.
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const value = (name: string): string | undefined =>
    own.findLast((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

  const service = value('service') ?? env['PARLEY_SERVICE'];
  const defaultService = service === undefined || service === '' ? null : serviceAddress(service);
  if (service && defaultService === null)
    problems.push('--service takes an http: or https: address without a login in it');

  const handle = value('demo');
  const password = env['PARLEY_DEMO_PASSWORD'];
  const valid = handle !== undefined && /^[\w.@-]{1,64}$/.test(handle);
  if (handle !== undefined && !valid) problems.push('--demo takes the handle of a demo agent');
  if (valid && !password) problems.push('--demo needs the password in PARLEY_DEMO_PASSWORD');
  return { defaultService, demo: valid && password ? { handle, password } : null, problems };
}

/** The address re-serialised, so that what is shown is what is used; null when it is none. */
function serviceAddress(text: string): string | null {
  try {
    const url = new URL(text);
    const usable = url.protocol === 'https:' || url.protocol === 'http:';
    return usable && url.username === '' && url.password === '' ? url.href.replace(/\/$/, '') : null;
  } catch {
    return null;
  }
}

/** The environment for processes that Parley starts: without secrets, and without what turns Electron into a Node. */
export function childEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const left = new Set(['PARLEY_DEMO_PASSWORD', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !left.has(entry[0]),
    ),
  );
}
