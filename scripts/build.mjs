// Sets up and builds the program into out/. `npm run build`
import { prepare } from './prepare.mjs'

await prepare()
