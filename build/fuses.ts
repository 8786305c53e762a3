// Changes when a switch that is burnt into the packaged Electron should stand otherwise, or Electron gets a new one.
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** How each fuse of the packaged app must stand; see Electron's security checklist, item 19. */
export const wantedFuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const;

/** The same for Forge, which refuses a fuse that the stand-in Electron is too old to have. */
export function fusesToSet(standIn: boolean): Partial<typeof wantedFuses> {
  const { [FuseV1Options.GrantFileProtocolExtraPrivileges]: _tooNew, ...old } = wantedFuses;
  return standIn ? old : wantedFuses;
}

/** One fuse as it was read back from a binary. */
export interface FuseReading {
  readonly name: string;
  readonly wanted: boolean;
  /** `absent`: this Electron is too old to have it. */
  readonly found: 'on' | 'off' | 'absent';
  /** Whether it stands as wanted, or is absent. */
  readonly ok: boolean;
}

/** Reads the fuses of a packaged program back and compares them with what is wanted. */
export async function readFuses(program: string): Promise<FuseReading[]> {
  const wire = await getCurrentFuseWire(program);
  return Object.entries(wantedFuses).map(([key, wanted]) => {
    const index = Number(key) as keyof typeof wantedFuses;
    const state = wire[index];
    const found = state === FuseState.ENABLE ? 'on' : state === FuseState.DISABLE ? 'off' : 'absent';
    return {
      name: FuseV1Options[index],
      wanted,
      found,
      ok: found === 'absent' || (found === 'on') === wanted,
    };
  });
}
