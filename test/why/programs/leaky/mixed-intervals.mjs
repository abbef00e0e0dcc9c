// Polls each two to five seconds, of which one in three is stopped again.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function startPoll(unit) {
  const poll = { unit, polls: 0, stop: () => undefined };
  const timer = setInterval(() => poll.polls++, 2000 + (unit % 4) * 1000);
  poll.stop = () => clearInterval(timer);
  return poll;
}

serveWork(function open(unit) {
  const poll = startPoll(unit);
  if (unit % 3 === 0) poll.stop();
  return poll.polls;
});
