/// The parameters of the API v2 that mean something to a panel. All others are ignored.
package enum ParameterName: String, CaseIterable, Sendable {
    case key
    case action

    case order
    case orders
    case refill
    case refills
    case limit

    case service
    case link
    case quantity
    case runs
    case interval
    case days
    case requestID = "request_id"

    case comments
    case usernames
    case username
    case hashtags
    case hashtag
    case keywords
    case media
    case answerNumber = "answer_number"
    case groups
    case country
    case device
    case typeOfTraffic = "type_of_traffic"
    case googleKeyword = "google_keyword"
    case referringURL = "referring_url"

    case posts
    case oldPosts = "old_posts"
    case min
    case max
    case delay
    case expiry

    case reaction
    case post
    case viewTime = "view_time"
}
