// PouchDB's own server over HTTP: fills its database from a file of rows if it is empty, then serves it. Prints its address.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb';

process.on('disconnect', () => process.exit(0));
const [folder, rowsFile] = process.argv.slice(2);
const Prefixed = PouchDB.defaults({ prefix: `${folder}/` });
const db = new Prefixed('cases');
const began = performance.now();
if ((await db.info()).doc_count === 0) {
  let docs = [];
  for await (const line of createInterface({ input: createReadStream(rowsFile) })) {
    if (!line.startsWith('{"kind":"case"')) continue;
    const { id, record } = JSON.parse(line);
    docs.push({ _id: id, ...record });
    if (docs.length < 2000) continue;
    await db.bulkDocs(docs);
    docs = [];
  }
  await db.bulkDocs(docs);
}
const app = express();
app.use(
  '/',
  expressPouchdb(Prefixed, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` }),
);
const server = app.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}/cases`;
  process.send({ url, seconds: (performance.now() - began) / 1000 });
});
