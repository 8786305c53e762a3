// Changes when zod must be set up differently. The pages' bundles read this wherever `zod` is imported (build/electron.vite.config.ts):
// set up beside it, a chunk that both pages share would try eval first, which our CSP forbids and reports.
import { z } from 'zod/v4';

z.config({ jitless: true });

export * from 'zod/v4';
