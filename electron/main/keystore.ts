// Changes when the operating system's keystore has to be asked differently.
import type { SafeStorage } from 'electron';

/** The operating system's keystore, where it has a real one. */
export interface Keystore {
  wrap(secret: string): Promise<Buffer>;
  /** `renew`: the keystore asks to wrap it again. @throws Error when it cannot be unwrapped. */
  unwrap(wrapped: Buffer): Promise<{ secret: string; renew: boolean }>;
}

/** The parts of Electron's safeStorage that are used; what an older Electron lacks is optional. */
export type SafeStorageLike = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<
    Pick<
      SafeStorage,
      'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
    >
  >;

/**
 * @param platform as `process.platform`.
 * @returns undefined where safeStorage would only scramble with a password that everybody knows, or is not available.
 */
export async function openKeystore(
  safeStorage: SafeStorageLike,
  platform: NodeJS.Platform,
): Promise<Keystore | undefined> {
  if (platform === 'linux') {
    // An Electron that cannot say which backend it uses may use none.
    const backend = safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
    if (backend === 'basic_text' || backend === 'unknown') return undefined;
  }
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = safeStorage;
  if (isAsyncEncryptionAvailable && encryptStringAsync && decryptStringAsync) {
    if (!(await isAsyncEncryptionAvailable.call(safeStorage))) return undefined;
    return {
      wrap: (secret) => encryptStringAsync.call(safeStorage, secret),
      unwrap: async (wrapped) => {
        const { result, shouldReEncrypt } = await decryptStringAsync.call(safeStorage, wrapped);
        return { secret: result, renew: shouldReEncrypt };
      },
    };
  }
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  return {
    wrap: async (secret) => safeStorage.encryptString(secret),
    unwrap: async (wrapped) => ({ secret: safeStorage.decryptString(wrapped), renew: false }),
  };
}
