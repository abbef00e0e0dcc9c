// Opens a store in a process for which the package iovalkey is not installed. Prints the code and text of the error.
import { register } from 'node:module';

const hooks = `export function resolve(name, context, next) {
  if (name !== 'iovalkey') return next(name, context);
  throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { openSessionStore } =
  await import('../../../packages/proxy/dist/sessions/redis/open-session-store.js');

try {
  await openSessionStore('redis://127.0.0.1:1');
} catch ({ name, code, message }) {
  console.log(JSON.stringify({ name, code, message }));
}
