//! The screen beside the window: what a person does to a window that no page sees, such as closing it, putting it
//! elsewhere, another window before it, and keys in a native dialog.

use std::time::Duration;

use tokio::time::interval;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, CreateWindowAux, EventMask, InputFocus, StackMode,
    Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// The screen that `DISPLAY` names. It has no window manager, which would do what is done here.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

/// Place and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
}

impl Screen {
    pub fn open() -> Screen {
        let (connection, number) = x11rb::connect(None).expect("a screen for the windows");
        let root = connection.setup().roots[number].root;
        Screen { connection, root }
    }

    /// The window with a title that holds these words, as soon as it is shown.
    pub async fn titled(&self, words: &str) -> Window {
        let mut again = interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            if let Some(window) = self.windows().into_iter().find(|(_, title)| title.contains(words)) {
                return window.0;
            }
        }
        panic!("no window is titled {words}; there are {:?}", self.windows());
    }

    /// Every window that is shown and has a title, the foremost last.
    pub fn windows(&self) -> Vec<(Window, String)> {
        let tree = self.connection.query_tree(self.root).expect("asked").reply().expect("the screen answers");
        let titled = |window: Window| {
            let shown = self.connection.get_window_attributes(window).ok()?.reply().ok()?.map_state;
            let title = self.connection.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256).ok()?;
            // A window may be gone between two questions.
            let title = String::from_utf8_lossy(&title.reply().ok()?.value).into_owned();
            (shown == x11rb::protocol::xproto::MapState::VIEWABLE && !title.is_empty()).then_some((window, title))
        };
        tree.children.into_iter().filter_map(titled).collect()
    }

    /// Where a window is.
    pub fn place(&self, window: Window) -> Place {
        let found = self.connection.get_geometry(window).expect("asked").reply().expect("the window is there");
        let (x, y) = (found.x.into(), found.y.into());
        Place { x, y, width: found.width.into(), height: found.height.into() }
    }

    /// Puts a window somewhere else.
    pub fn put(&self, window: Window, Place { x, y, width, height }: Place) {
        let place = ConfigureWindowAux::new().x(x).y(y).width(width).height(height);
        self.connection.configure_window(window, &place).expect("asked").check().expect("the window is put there");
    }

    /// Presses the cross of a window's title bar.
    pub fn press_close(&self, window: Window) {
        let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| self.atom(name));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message).expect("asked");
        self.connection.sync().expect("the screen answers");
    }

    /// Waits until a window is gone.
    pub async fn gone(&self, window: Window) {
        let mut again = interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            if self.connection.get_window_attributes(window).expect("asked").reply().is_err() {
                return;
            }
        }
        panic!("the window stays");
    }

    /// Another program comes before all windows and takes the keys.
    pub fn cover(&self) -> Window {
        let window = self.connection.generate_id().expect("an id");
        let look = CreateWindowAux::new().background_pixel(0xff_ffff);
        let class = WindowClass::INPUT_OUTPUT;
        let made = self.connection.create_window(0, window, self.root, 0, 0, 1366, 768, 0, class, 0, &look);
        made.expect("asked").check().expect("the window is made");
        let title = b"Another program";
        let named = self.connection.change_property8(
            x11rb::protocol::xproto::PropMode::REPLACE,
            window,
            AtomEnum::WM_NAME,
            AtomEnum::STRING,
            title,
        );
        named.expect("asked").check().expect("the window has a title");
        self.connection.map_window(window).expect("asked").check().expect("the window is shown");
        let first = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
        self.connection.configure_window(window, &first).expect("asked").check().expect("the window is before all");
        self.focus(window);
        window
    }

    /// Gives the keys to a window.
    pub fn focus(&self, window: Window) {
        let given = self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME);
        given.expect("asked").check().expect("the window takes the keys");
    }

    /// Waits until this window is before all others.
    pub async fn is_foremost(&self, window: Window) {
        let mut again = interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            if self.windows().last().is_some_and(|(foremost, _)| *foremost == window) {
                return;
            }
        }
        panic!("it does not come forward; there are {:?}", self.windows());
    }

    /// Presses a key and lets it go, whoever has the focus.
    pub fn press(&self, keysym: u32) {
        let setup = self.connection.setup();
        let (least, most) = (setup.min_keycode, setup.max_keycode);
        let keys = self.connection.get_keyboard_mapping(least, most - least + 1).expect("asked").reply();
        let keys = keys.expect("the screen has keys");
        let rows = keys.keysyms.chunks(keys.keysyms_per_keycode.into());
        let (code, _) = (least..).zip(rows).find(|(_, row)| row.contains(&keysym)).expect("there is such a key");
        for kind in [x11rb::protocol::xproto::KEY_PRESS_EVENT, x11rb::protocol::xproto::KEY_RELEASE_EVENT] {
            let pressed = self.connection.xtest_fake_input(kind, code, x11rb::CURRENT_TIME, self.root, 0, 0, 0);
            pressed.expect("asked").check().expect("the key is pressed");
        }
    }

    fn atom(&self, name: &str) -> u32 {
        self.connection.intern_atom(false, name.as_bytes()).expect("asked").reply().expect("the screen answers").atom
    }
}
