import "./base/base.css";
import "./base/theme-colors.css";
import "./console.js";
