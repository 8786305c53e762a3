// Changes when our pages are read or served differently.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CustomScheme } from 'electron';
import type { Log } from '../../shared/log.ts';
import { assetFor } from './asset-path.ts';
import { securityHeaders } from './content-policy.ts';
import { appScheme } from './origin.ts';

/**
 * What the scheme may do, to be registered before the app is ready. `corsEnabled`, because without it requests
 * of the scheme would not be held to CORS.
 */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
    stream: true,
    codeCache: true,
  },
};

/**
 * Answers requests of the app scheme from the built pages.
 * @param root the folder of the built pages, absolute; may lie in an asar.
 * @param headers what every answer carries besides its type.
 */
export function createAppHandler(
  root: string,
  log: Log,
  headers: Readonly<Record<string, string>> = securityHeaders,
): (request: Request) => Promise<Response> {
  const answer = (status: number, body: Uint8Array<ArrayBuffer> | string, type: string): Response =>
    new Response(body, { status, headers: { ...headers, 'content-type': type } });
  const plain = (status: number, text: string): Response => answer(status, text, 'text/plain; charset=utf-8');

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD.');
    const asset = assetFor(request.url);
    if (asset === undefined) {
      log.warn('a page asked for what is not ours', { address: request.url.slice(0, 300) });
      return plain(404, 'Not found.');
    }
    try {
      const content = await readFile(join(root, ...asset.segments));
      return answer(200, request.method === 'HEAD' ? '' : new Uint8Array(content), asset.type);
    } catch (error) {
      log.warn('a file of the pages is missing', { file: asset.segments.join('/'), error });
      return plain(404, 'Not found.');
    }
  };
}
