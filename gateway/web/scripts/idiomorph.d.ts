declare module "idiomorph/dist/idiomorph.esm.js" {
  interface Options {
    morphStyle?: "innerHTML" | "outerHTML";
    ignoreActiveValue?: boolean;
    callbacks?: { beforeNodeMorphed?: (old: Node, fresh: Node) => boolean | void };
  }
  export const Idiomorph: { morph(old: Element, fresh: Element | string, options?: Options): void };
}
