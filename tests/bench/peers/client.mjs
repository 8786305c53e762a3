// A PouchDB over leveldb that replicates a database from a server into an empty folder. Sends what it took.
import { readFileSync } from 'node:fs';
import PouchDB from 'pouchdb';

process.on('disconnect', () => process.exit(0));
const [folder, url, batch] = process.argv.slice(2);
const local = new PouchDB(`${folder}/local`);
const began = performance.now();
const { docs_written: docs, ok } = await PouchDB.replicate(url, local, { batch_size: Number(batch) });
const seconds = (performance.now() - began) / 1000;
const peak =
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024;
process.send({ ok, docs, seconds, peakRss: peak, adapter: local.adapter }, () => process.exit(0));
