// The libraries' components that Heard uses, started for a page or a part of it, and what every page needs beside them.
import { Button, ErrorSummary, PasswordInput, SkipLink, createAll } from "govuk-frontend";
import { ButtonMenu } from "@ministryofjustice/frontend/moj/components/button-menu/button-menu.mjs";
import { DatePicker } from "@ministryofjustice/frontend/moj/components/date-picker/date-picker.mjs";
import { startPickers } from "./pickers.js";

/** Starts what is inside `scope`: the whole page, or a part that has just been filled. */
export function start(scope = document.body) {
  document.documentElement.classList.add("js-enabled");
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const component of [Button, ErrorSummary, PasswordInput, SkipLink, ButtonMenu, DatePicker]) {
    createAll(component, {}, { scope, onError: (error) => console.warn(error) });
  }
  startPickers(scope);
  tellScrollable();
}

/** Wide tables are focusable only where they really scroll. */
export function tellScrollable() {
  for (const region of document.querySelectorAll(".hd-scroll[aria-label]")) {
    const scrolls = region.scrollWidth > region.clientWidth;
    region.toggleAttribute("tabindex", false);
    if (scrolls) region.tabIndex = 0;
    region.setAttribute("role", scrolls ? "region" : "group");
  }
}
