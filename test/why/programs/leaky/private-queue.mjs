// A linked queue in private fields that is filled and, since its consumer is gone, never emptied.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

class Outbox {
  #front;
  #end;

  put(letter) {
    const link = { letter, next: undefined };
    if (this.#end === undefined) this.#front = link;
    else this.#end.next = link;
    this.#end = link;
    return link;
  }

  take() {
    const link = this.#front;
    this.#front = link?.next;
    return link?.letter;
  }
}

const outbox = new Outbox();

function writeLetter(unit) {
  const letter = { unit, text: freshText(200) };
  outbox.put(letter);
  return letter;
}

serveWork(function notify(unit) {
  return writeLetter(unit).text.length;
});
