// Changes when zod must be set up differently. Imported first: zod would otherwise try eval, which our CSP forbids and reports.
import { z } from 'zod';

z.config({ jitless: true });
