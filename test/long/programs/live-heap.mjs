// Loaded ahead of a program, into each of its threads. While the file ASK_FILE is there, what the thread holds right after
// a collection is added to ANSWER_FILE once a second, one line of JSON each: {thread, bytes}.
import { appendFileSync, existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { threadId } from 'node:worker_threads';

const { ASK_FILE, ANSWER_FILE } = process.env;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

setInterval(() => {
  if (!existsSync(ASK_FILE)) return;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  appendFileSync(ANSWER_FILE, `${JSON.stringify({ thread: threadId, bytes: heapUsed + external })}\n`);
}, 1000).unref();
