import PanelCore
package import PanelMarkup

/// The button that ends the session.
package struct LogOutForm {
    let frame: Frame

    package init(frame: Frame) {
        self.frame = frame
    }

    package var html: HTML {
        """
        <form method="post" action="\(address: .logOut)">\(frame.csrfField)<button>\(words)</button></form>
        """
    }

    private var words: String {
        switch frame.language {
        case .vietnamese: "Đăng xuất"
        case .english: "Log out"
        }
    }
}
