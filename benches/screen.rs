//! The screen of the tests, looked at from outside: when does a window show its page?

use std::time::Duration;

use anyhow::Context;
use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ConnectionExt, ImageFormat, Window},
    rust_connection::RustConnection,
};

/// How long is waited between two looks.
const BETWEEN: Duration = Duration::from_millis(1);

/// Looks until this is too late: two minutes.
const LOOKS: u32 = 120_000;

/// The screen that `DISPLAY` names.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    /// Connects to it.
    pub fn open() -> anyhow::Result<Screen> {
        let (connection, number) = x11rb::connect(None).context("a screen for the windows")?;
        let root = connection.setup().roots.get(number).context("the screen that DISPLAY names")?.root;
        Ok(Screen { connection, root })
    }

    /// Returns as soon as a window has a title that begins so, and its page is painted.
    pub fn wait_for_page(&self, title: &str) -> anyhow::Result<()> {
        for _ in 0..LOOKS {
            if let Some(window) = self.titled(title)?
                && self.is_painted(window)?
            {
                return Ok(());
            }
            std::thread::sleep(BETWEEN);
        }
        anyhow::bail!("no window showed the page {title:?}")
    }

    fn titled(&self, title: &str) -> anyhow::Result<Option<Window>> {
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            let name = self.connection.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?;
            // A window may be gone between the two questions.
            if name.reply().is_ok_and(|name| String::from_utf8_lossy(&name.value).starts_with(title)) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    /// Whether a strip along the top of the page has any colour but white: both pages have a band there.
    fn is_painted(&self, window: Window) -> anyhow::Result<bool> {
        let place = self.connection.get_geometry(window)?.reply()?;
        let (x, y) = (place.x.max(0), place.y.max(0));
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, place.width.min(400), 60, !0)?;
        // Four bytes a pixel, of which the last is not used.
        Ok(image.reply().is_ok_and(|image| is_coloured(&image.data)))
    }
}

/// A page is on the screen when much of the strip is neither white, as a window begins, nor black, as the screen is.
fn is_coloured(pixels: &[u8]) -> bool {
    let coloured =
        pixels.chunks_exact(4).filter(|pixel| ![[0, 0, 0], [255, 255, 255]].contains(&[pixel[0], pixel[1], pixel[2]]));
    coloured.count() * 8 > pixels.len() / 4
}
