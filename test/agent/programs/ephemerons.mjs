/** Makes some 20 MB of garbage a request that only a complete collection finds: values of a WeakMap. */
import { createServer } from 'node:http';

function makeGarbage() {
  const values = new WeakMap();
  const keys = [];
  for (let i = 0; i < 20_000; i++) {
    const key = {};
    values.set(key, { payload: new Array(100).fill(i) });
    keys.push(key);
  }
  return keys.length;
}

const server = createServer((_, response) => {
  makeGarbage();
  response.end();
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
