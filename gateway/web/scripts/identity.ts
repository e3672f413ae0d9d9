// Finnish identity codes in what somebody is about to send. The server looks closer (channels/identity.py); here only
// what everybody writes is meant, so that a number of another kind stops nobody.

const CODE = /(?<![0-9])([0-3]\d[01]\d\d\d)[ ]?[-+–A-FU-Y][ ]?\d{3}[ ]?[0-9A-FHJ-NPR-Y](?![0-9A-Z])/giu;

export function holdsCode(text: string): boolean {
  return text.search(CODE) >= 0;
}

export function withoutCodes(text: string, instead: string): string {
  return text.replace(CODE, `(${instead})`);
}
