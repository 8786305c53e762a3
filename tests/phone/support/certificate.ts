// Changes when tests need another certificate of their own. Nobody vouches for it; whoever trusts it does so in a test alone.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Files of a certificate, and the hash of its key as Chromium takes it (`--ignore-certificate-errors-spki-list`). */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly hash: string;
}

/** Makes one. @param names as a certificate says them, such as "IP:127.0.0.1". @throws Error without openssl. */
export function makeCertificate(folder: string, names: readonly string[]): Certificate {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=parley test',
      '-addext',
      `subjectAltName=${names.join(',')}`,
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  );
  const publicKey = execFileSync('openssl', ['x509', '-in', cert, '-pubkey', '-noout']);
  const der = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'der'], { input: publicKey });
  const hash = execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: der }).toString('base64');
  return { cert, key, hash };
}
