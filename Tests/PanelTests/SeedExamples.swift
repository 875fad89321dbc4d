/// The examples of the API document, as they stand there.
enum SeedExamples {
    static let services = """
        [
        {
        "service": 1,
        "name": "Facebook views",
        "type": "Default",
        "category": "Facebook",
        "rate": "2.5",
        "min": "200",
        "max": "10000",
        "refill": true
        },
        {
        "service": 2,
        "name": "Tiktok views",
        "type": "Default",
        "category": "Tiktok",
        "rate": "4",
        "min": "10",
        "max": "1500",
        "refill": false
        }
        ]
        """

    static let add = """
        {
        "status": "success",
        "msg": "Đơn hàng đã được tạo thành công",
        "order": "23501"
        }
        """

    static let addWithUnknownKey = """
        {
        "status": "error",
        "msg": "Invalid API key",
        "error": "Invalid API key"
        }
        """

    static let addWithoutBalance = """
        {
        "status": "error",
        "msg": "Số dư không đủ, vui lòng nạp thêm",
        "error": "neworder.error.insufficient_balance"
        }
        """

    static let status = """
        {
        "charge": "0.27819",
        "start_count": "3572",
        "status": "Completed",
        "remains": "157",
        "currency": "USD"
        }
        """

    static let statuses = """
        {
        "123": {
        "charge": "0.27819",
        "start_count": "3572",
        "status": "Partial",
        "remains": "157",
        "currency": "USD"
        },
        "456": {
        "error": "Incorrect order ID"
        },
        "789": {
        "charge": "1.44219",
        "start_count": "234",
        "status": "In progress",
        "remains": "10",
        "currency": "USD"
        }
        }
        """

    static let cancel = """
        [
        {
        "order": 9,
        "cancel": {
        "error": "Incorrect order ID"
        }
        },
        {
        "order": 2,
        "cancel": 1
        }
        ]
        """

    static let balance = """
        {
        "balance": "100.84292",
        "currency": "USD"
        }
        """

    static let refill = """
        {
        "refill": "23501"
        }
        """

    static let refills = """
        [
        {
        "order": 1,
        "refill": 1
        },
        {
        "order": 2,
        "refill": 2
        },
        {
        "order": 3,
        "refill": {
        "error": "Incorrect order ID"
        }
        }
        ]
        """

    static let refillStatus = """
        [
        {
        "refill": "23501",
        "status": "Completed"
        }
        ]
        """

    static let refillStatuses = """
        [
        {
        "refill": 1,
        "status": "Completed"
        },
        {
        "refill": 2,
        "status": "Rejected"
        },
        {
        "refill": 3,
        "status": {
        "error": "Refill not found"
        }
        }
        ]
        """
}
