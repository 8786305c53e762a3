// Changes when our pages may load or do something else. Every line that is loosened here needs a reason in its commit.

const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  // The store does the networking; a page has nobody to talk to.
  'connect-src': "'self'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** @returns a Content-Security-Policy: the one of every page, with what one page needs otherwise. */
export function policyWith(changes: Readonly<Record<string, string>>): string {
  return Object.entries({ ...policy, ...changes })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** The Content-Security-Policy of every page of ours but the phone's. */
export const contentPolicy = policyWith({});

/** What every answer of the app scheme carries besides its type. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()',
  'cache-control': 'no-cache',
};
