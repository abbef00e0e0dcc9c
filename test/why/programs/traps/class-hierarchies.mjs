// Classes a thousand deep, and a thousand beside each other, each with an instance.
import { serveTraps, spring } from './trap-server.mjs';

let Deepest = class Base {
  static #count = 0;
  #own = Deepest;

  get count() {
    spring('count');
    return Deepest.#count + (this.#own === undefined ? 0 : 1);
  }
};
for (let i = 0; i < 1000; i++) {
  Deepest = class extends Deepest {
    #field = i;

    get field() {
      spring('field');
      return this.#field;
    }
  };
}
const beside = Array.from({ length: 1000 }, (_, i) => {
  const Each = class {
    #secret = { i };

    get secret() {
      spring('secret');
      return this.#secret;
    }
  };
  return new Each();
});
const instances = Array.from({ length: 20 }, () => new Deepest());

class Keeper {
  #kept = new Map();

  make(unit) {
    const made = { unit, beside, instances };
    this.#kept.set(unit, made);
    return made;
  }
}
const keeper = new Keeper();

serveTraps(
  (unit) => keeper.make(unit),
  () => void instances[0].field,
);
