// Changes when images are kept, used, checked or thrown away in another way.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Segments } from '../../service/segments/index.ts';
import { takeSnapshot, truth } from '../support/bulk-desk.ts';
import { ben, idOf, setBulkScene, type BulkScene } from '../support/bulk-scene.ts';
import type { TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let scene: BulkScene;
let service: TestService;
beforeAll(async () => {
  scene = await setBulkScene();
  ({ service } = scene);
});
afterEach(() => scene.tidy());
afterAll(() => service?.stop());

describe('images', () => {
  async function withImages(): Promise<{ folder: string; images: string; segments: Segments }> {
    const { folder, segments } = await scene.shelf();
    await takeSnapshot(segments, ben);
    await segments.settled();
    expect(segments.hasImage('queue:queue-a')).toBe(true);
    return { folder, images: join(folder, 'images'), segments };
  }
  /** Files of the only image there is, once the one before it has gone. */
  async function filesOf(images: string): Promise<string[]> {
    await until(async () => (await readdir(images)).length === 1, { what: 'one image' });
    const [image] = await readdir(images);
    return (await readdir(join(images, image!))).map((name) => join(images, image!, name)).toSorted();
  }

  test('SYNC-25 are made for scopes of many records, of several files, and bring what the database holds', async () => {
    const { images, segments } = await withImages();
    expect(segments.hasImage('all')).toBe(false);
    expect(segments.hasImage('queue:queue-b')).toBe(false);
    expect((await filesOf(images)).filter((name) => name.endsWith('.segment')).length).toBeGreaterThan(5);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
  });

  test('SYNC-25 are used again, after a restart too, and brought up to date', async () => {
    const { folder, images, segments } = await withImages();
    const before = await filesOf(images);
    await segments.stop();
    const again = await scene.openShelf(folder);
    expect(again.hasImage('queue:queue-a')).toBe(true);
    await scene.update(1, { title: 'Changed since' });
    const desk = await takeSnapshot(again, ben);
    expect(desk.records).toEqual(await truth(service.context.pool, ben));
    expect(desk.records.get(`case ${idOf(1)}`)?.record).toMatchObject({ title: 'Changed since' });
    await again.settled();
    expect(await filesOf(images)).toEqual(before);
  });

  test('SYNC-23 SYNC-25 hold nothing that has left their scope: not one part shows it', async () => {
    const { segments } = await withImages();
    await scene.update(2, { queueId: 'queue-b' });
    const seen: unknown[] = [];
    const desk = await takeSnapshot(segments, ben, (rows) => void seen.push(...rows.map(({ id }) => id)));
    expect(seen).toContain(idOf(1));
    expect(seen).not.toContain(idOf(2));
    expect(desk.records).toEqual(await truth(service.context.pool, ben));
    await scene.update(2, { queueId: 'queue-a' });
    expect((await takeSnapshot(segments, ben)).records.has(`case ${idOf(2)}`)).toBe(true);
  });

  test('SYNC-23 a record that leaves while an image is being read is not in what is read after that', async () => {
    const { segments } = await withImages();
    const last = 2998;
    const seen: string[] = [];
    await takeSnapshot(segments, ben, async (rows) => {
      if (seen.length === 0) await scene.update(last, { queueId: 'queue-b' });
      seen.push(...rows.map(({ id }) => id));
    });
    expect(seen).not.toContain(idOf(last));
    await scene.update(last, { queueId: 'queue-a' });
  });

  test('SYNC-25 are made anew when a quarter has changed', async () => {
    const { images, segments } = await withImages();
    const [before] = await readdir(images);
    await service.context.pool.query(
      `with x as (update record set version = version + 1, xid = pg_current_xact_id()
         where scope = 'queue:queue-a' and id < $1 returning kind, id, version)
       insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', 'queue:queue-a', version, 0 from x`,
      [idOf(1000)],
    );
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
    await segments.settled();
    await until(async () => (await readdir(images)).length === 1, { what: 'the old one to go' });
    const [after] = await readdir(images);
    expect(after).not.toBe(before);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
  });

  test('SYNC-25 a file that is damaged or gone is noticed, its rows come from the database, and the image is made anew', async () => {
    const { images, segments } = await withImages();
    const [, first, second] = await filesOf(images);
    const bytes = await readFile(first!);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(first!, bytes);
    await rm(second!);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
    await segments.settled();
    expect(segments.hasImage('queue:queue-a')).toBe(true);
    expect(await readFile((await filesOf(images))[1]!)).not.toEqual(bytes);
  });

  test('SYNC-25 half-built ones, and ones of another epoch or form, are thrown away at the start', async () => {
    const { folder, images, segments } = await withImages();
    await segments.stop();
    const [name] = await readdir(images);
    await cp(join(images, name!), join(images, 'tmp-half'), { recursive: true });
    const manifest = JSON.parse(await readFile(join(images, name!, 'image.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    await cp(join(images, name!), join(images, 'other-form'), { recursive: true });
    await writeFile(
      join(images, 'other-form', 'image.json'),
      JSON.stringify({ ...manifest, layout: 'other' }),
    );
    await cp(join(images, name!), join(images, 'torn'), { recursive: true });
    await writeFile(join(images, 'torn', 'image.json'), JSON.stringify(manifest).slice(0, 300));
    const again = await scene.openShelf(folder);
    await until(async () => (await readdir(images)).length === 1, { what: 'the others to go' });
    expect(await readdir(images)).toEqual([name]);
    await again.stop();
    const later = await scene.openShelf(folder, { epoch: () => 'another' });
    expect(later.hasImage('queue:queue-a')).toBe(false);
    await until(async () => (await readdir(images)).length === 0, { what: 'the old epoch to go' });
  });

  test('SYNC-6 SYNC-25 from before the beginning of the log are not used', async () => {
    const { segments } = await withImages();
    const { pool } = service.context;
    await pool.query(`insert into meta (key, value) values ('feed_floor', (select pg_current_xact_id()::text || '.1'))
      on conflict (key) do update set value = excluded.value`);
    await pool.query(
      `update record set body = jsonb_set(body, '{title}', '"Not in the log"') where id = $1`,
      [idOf(3)],
    );
    const desk = await takeSnapshot(segments, ben);
    expect(desk.records.get(`case ${idOf(3)}`)?.record).toMatchObject({ title: 'Not in the log' });
    await pool.query(`delete from meta where key = 'feed_floor'`);
  });
});
