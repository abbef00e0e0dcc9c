import { expect, it } from 'vitest';
import { eventData } from '../../src/churn/event-stream.js';

it.each([
  ['one event', 'event: message\ndata: {"a":1}\n\n', ['{"a":1}']],
  ['several events', 'data: 1\n\ndata: 2\n\n', ['1', '2']],
  ['all three line ends', 'data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n', ['1', '2', '3']],
  ['data over several lines', 'data: {\ndata: "a":1}\n\n', ['{\n"a":1}']],
  ['data without a space, or with two', 'data:1\n\ndata:  2\n\n', ['1', ' 2']],
  ['comments, ids and unknown fields', ': keepalive\nid: 7\nretry: 100\ndatax: no\ndata: 1\n\n', ['1']],
  ['empty data', 'id: 1\ndata:\n\ndata\n\n', ['', '']],
  ['events without data', 'event: ping\n\n: only a comment\n\n', []],
  ['a byte order mark', '\uFEFFdata: 1\n\n', ['1']],
  ['an event cut short by the end', 'data: 1\n\ndata: 2\n', ['1']],
  ['a line cut short by the end', 'data: 1\n\ndata: 2', ['1']],
  ['nothing', '', []],
])('reads %s', (_, body, expected) => {
  expect(eventData(body)).toEqual(expected);
});
