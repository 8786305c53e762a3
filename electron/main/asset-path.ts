// Changes when an address of the app scheme names a file in another way.
import { appHost, appScheme } from './origin.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};

/** One file of the built pages. */
export interface Asset {
  /** Names from the root folder down; each is letters, digits, `_`, `-` and inner dots, nothing else. */
  readonly segments: readonly string[];
  /** Its media type. */
  readonly type: string;
}

/** One name of a path: an allow-list, so that no trick of any file system is left to think of. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$/;

/**
 * Reads which file an `app://desk/...` address names.
 * @returns undefined for everything that is not plainly one file of ours.
 */
export function assetFor(address: string): Asset | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.protocol !== `${appScheme}:` || url.host !== appHost || url.username || url.password)
    return undefined;
  const path = url.pathname === '/' || url.pathname === '' ? '/index.html' : url.pathname;
  // Not decoded: no file of ours has a name that needs escaping, so an escape is never one of ours.
  const segments = path.slice(1).split('/');
  if (segments.length > 8) return undefined;
  if (!segments.every((name) => plainName.test(name) && !name.includes('..') && !name.endsWith('.')))
    return undefined;
  const last = segments.at(-1) ?? '';
  const dot = last.lastIndexOf('.');
  const extension = dot > 0 ? last.slice(dot + 1).toLowerCase() : '';
  const type = Object.hasOwn(types, extension) ? types[extension] : undefined;
  return type === undefined ? undefined : { segments, type };
}
