// Small helps for pages that work without them. Each island finds its own elements.
import { blacken } from "./islands/blacken";
import { desk } from "./islands/desk";
import { dropZones } from "./islands/drop";
import { keyboardLists } from "./islands/keys";
import { portalForm } from "./islands/portal";
import { themeSwitch } from "./islands/theme";
import { unsavedGuard } from "./islands/unsaved";
import { workProgress } from "./islands/work";
import { review } from "./review";

themeSwitch();
unsavedGuard();
keyboardLists();
dropZones();
desk();
workProgress();
portalForm();
blacken();
review();
document.documentElement.dataset.ready = "1";
