/** Every way in which a call can fail, as a word that programs may test. */
export const failureCodes = [
  'invalid-argument',
  'not-found',
  'not-a-library',
  'library-newer',
  'library-locked',
  'library-damaged',
  'no-library',
  'file-missing',
  'file-unreadable',
  'file-invalid',
  'permission-denied',
  'disk-full',
  'already-exists',
  'unsupported',
  'nothing-to-do',
  'cancelled',
  'worker-crashed',
  'device-lost',
  'device-gone',
  'forbidden',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/** Where a failure comes from. */
export interface FailureOrigin {
  /** What was thrown first; it stays in its process. */
  readonly cause?: unknown
  /** Names the entry of the log that holds the cause; given by `reportUnexpected`. */
  readonly id?: string | undefined
}

/** An error that a person can act upon: what failed with which input, and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  /** Names the entry of the log that holds the cause; undefined for a failure that is not in the log. */
  readonly id: string | undefined

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly hint: string,
    { cause, id }: FailureOrigin = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.id = id
  }
}

/**
 * Stops the work at hand with a `Failure`.
 * @param code what kind of failure, for programs
 * @param message what failed, with which input
 * @param hint what to do about it
 */
export function fail(code: FailureCode, message: string, hint: string): never {
  throw new Failure(code, message, hint)
}

/** What to do about a failure that nobody expected. */
export const reportHint = 'Copy diagnostics from the Help menu and report this.'

const systemFailures: Readonly<Record<string, { code: FailureCode; hint: string }>> = {
  ENOENT: { code: 'file-missing', hint: 'Check the path; the file may have been moved.' },
  EACCES: { code: 'permission-denied', hint: 'Check the permissions of the file and its folder.' },
  EPERM: { code: 'permission-denied', hint: 'Check the permissions of the file and its folder.' },
  ENOSPC: { code: 'disk-full', hint: 'Free some space on this disk, then try again.' },
  ENOTDIR: { code: 'invalid-argument', hint: 'Choose a folder, not a file.' },
  EISDIR: { code: 'invalid-argument', hint: 'A file is wanted here, not a folder.' },
  EEXIST: { code: 'already-exists', hint: 'Choose another name.' },
  EROFS: { code: 'permission-denied', hint: 'This disk is read-only; choose another folder.' },
  SQLITE_FULL: { code: 'disk-full', hint: 'Free some space on this disk, then try again; nothing was half-written.' },
  SQLITE_READONLY: { code: 'permission-denied', hint: 'Check the permissions of the library and its folder.' },
  SQLITE_CANTOPEN: { code: 'permission-denied', hint: 'Check the permissions of the library and its folder.' },
  SQLITE_IOERR: { code: 'file-unreadable', hint: 'Check the disk and its free space; a network folder may be gone.' },
  SQLITE_BUSY: { code: 'library-locked', hint: 'Close the other window or command that uses this library, then try again.' },
  SQLITE_CORRUPT: { code: 'library-damaged', hint: "Copy the newest file of the library's backups folder over library.sqlite." },
  SQLITE_NOTADB: { code: 'not-a-library', hint: 'Choose a folder that Circumplex made; its name ends in .circumplex.' },
}

/** SQLite's extended codes, such as SQLITE_IOERR_WRITE, mean what their first two words mean. */
const primaryCode = (code: string): string => (code.startsWith('SQLITE_') ? code.split('_').slice(0, 2).join('_') : code)

/** What the system says of a path that is not there, in words: "There is no file or folder /music.", or nothing for another error. */
function missingPath(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') return null
  return 'path' in error && typeof error.path === 'string' ? `There is no file or folder ${error.path}.` : null
}

/**
 * Turns anything thrown into a `Failure` with it as its cause; operating-system errors keep their meaning and get a hint.
 * @param error whatever was thrown
 */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = systemFailures[primaryCode(systemCode)]
  if (known) return new Failure(known.code, missingPath(error) ?? message, known.hint, { cause: error })
  return new Failure('internal', message, reportHint, { cause: error })
}
