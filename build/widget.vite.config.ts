// Changes when the customer's chat widget is bundled differently.
import type { InlineConfig } from 'vite';
import type { BuildMode } from './electron.vite.config.ts';
import { inRepository } from './paths.ts';

/** One classic script that any site can embed; it runs in the customer's browser, so its target is wider. */
export function widgetConfig({ watch }: BuildMode): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    clearScreen: false,
    mode: 'production',
    root: inRepository('service', 'widget'),
    publicDir: false,
    css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 105 << 16, safari: 16 << 16 } } },
    build: {
      outDir: inRepository('dist', 'widget'),
      emptyOutDir: true,
      target: ['chrome105', 'firefox115', 'safari16'],
      minify: watch ? false : 'oxc',
      cssMinify: 'lightningcss',
      sourcemap: true,
      watch: watch ? {} : null,
      rolldownOptions: {
        input: inRepository('service', 'widget', 'index.ts'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  };
}
