import { config } from 'zod'

// The window's content policy forbids code made from strings, which zod would try first.
config({ jitless: true })
