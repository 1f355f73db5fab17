/** The two raw channels between window and program; everything typed runs over them. */
export const callChannel = 'circumplex:call'
export const eventChannel = 'circumplex:event'

/** The scheme that serves our own page, and the one that serves audio files which the library knows. */
export const pageScheme = 'circumplex-app'
export const mediaScheme = 'circumplex-media'
