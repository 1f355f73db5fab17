/** Something that stops set-up, with what the user can do about it. */
export class SetupProblem extends Error {
  /**
   * @param {string} message what failed, with which input
   * @param {string} hint what to do
   */
  constructor(message, hint) {
    super(message)
    this.name = 'SetupProblem'
    this.hint = hint
  }
}
