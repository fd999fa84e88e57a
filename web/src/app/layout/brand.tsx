/** The name of the app, leading home. */
import { Link } from "react-router"
import { paths } from "../../config/paths.ts"
import classes from "./brand.module.css"

export const Brand = () => (
  <Link to={paths.home} className={classes.brand}>
    <img src="/favicon.svg" width={26} height={26} alt="" />
    Facturo
  </Link>
)
