package import PanelCore

extension BackupProblem: Worded {
    package var english: String {
        switch self {
        case .exists(let file): "\(file) is there already. A backup takes a new name."
        case .underWay(let file): "Another backup into \(file) is under way."
        case .notWritten(let file, let reason): "\(file) cannot be written: \(reason)."
        case .unreadable(let file, let reason): "\(file) is no backup: \(reason)."
        case .notADatabase(let file): "\(file) is no backup: it is no SQLite database."
        case .isServed(let file):
            """
            \(file) is the database of a panel that ran with it, not what `panel backup` wrote. For that there is \
            `panel doctor --data DIR`.
            """
        case .madeByPostgreSQL:
            """
            The panel is in PostgreSQL, which makes its own backups: `pg_dump --format=custom --file=FILE URL` for a \
            copy as of one moment, or base backups and archived logs (pg_basebackup, pgBackRest) for any moment.
            """
        case .failed(let words): words.description
        }
    }

    package var vietnamese: String {
        switch self {
        case .exists(let file): "\(file) đã có sẵn. Bản sao lưu cần một tên mới."
        case .underWay(let file): "Một bản sao lưu khác đang được ghi vào \(file)."
        case .notWritten(let file, let reason): "Không ghi được \(file): \(reason)."
        case .unreadable(let file, let reason): "\(file) không phải bản sao lưu: \(reason)."
        case .notADatabase(let file): "\(file) không phải bản sao lưu: đây không phải cơ sở dữ liệu SQLite."
        case .isServed(let file):
            """
            \(file) là cơ sở dữ liệu của một hệ thống đã chạy, không phải tệp do `panel backup` ghi. Với tệp đó hãy dùng \
            `panel doctor --data DIR`.
            """
        case .madeByPostgreSQL:
            """
            Hệ thống dùng PostgreSQL, vốn có cách sao lưu riêng: `pg_dump --format=custom --file=FILE URL` cho một thời \
            điểm, hoặc bản sao gốc kèm nhật ký lưu trữ (pg_basebackup, pgBackRest) cho mọi thời điểm.
            """
        case .failed(let words): words.description
        }
    }
}
