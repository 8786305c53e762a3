// Changes when tests need the chat widget built in another way. Built apart from dist/, so that tests never serve a stale one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { widgetConfig } from '../../build/widget.vite.config.ts';

/** Builds the widget into a folder of its own. */
export async function buildWidget(): Promise<{ path: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-widget-'));
  const config = widgetConfig({ watch: false });
  await build({ ...config, build: { ...config.build, outDir: folder } });
  return { path: join(folder, 'widget.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
